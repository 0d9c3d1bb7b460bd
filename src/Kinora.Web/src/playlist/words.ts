const titles = (n: number) => n === 1 ? '1 title' : `${n.toLocaleString()} titles`

/** Every sentence that the playlist and marathon builders say. They load with these pages only. */
export const sayList = {
  catalogue: 'Catalogue', search: 'Search the catalogue', searchHint: 'A name, a person, a genre', found: (n: number, ms: number) => `${titles(n)} · ${ms} ms`,
  searching: 'Searching…', nothing: 'Nothing found. Try fewer or other words.', didYouMean: (q: string) => `Did you mean “${q}”?`, more: 'More', addShown: (n: number) => `Add all ${n}`,
  searchFailed: 'The search did not answer.', again: 'Try again', add: (name: string) => `Add ${name}`, inList: 'in the list', added: (name: string, place: number) => `“${name}” is number ${place}.`,
  addedMany: (n: number) => `${titles(n)} added.`,
  list: 'Titles of this playlist', titles, saved: 'Saved', unsaved: 'Unsaved changes', save: 'Save', saving: 'Saving…', undo: 'Undo', redo: 'Redo', up: 'Move up', down: 'Move down', remove: 'Remove',
  details: 'Details', versions: 'Versions', chosen: (n: number) => `${n.toLocaleString()} chosen`, unknown: (n: number) => `${n} of unknown length`, off: (n: number) => `${n} not available`,
  twice: (n: number) => `${n} twice`, isTwice: 'stands above already',
  reasons: { not_in_catalogue: 'not in the catalogue any more', removed: 'removed', unavailable: 'cannot be played now' } as Record<string, string>,
  emptyHead: 'Nothing in it yet', empty: 'Drag titles here, or press their plus.', keys: 'Alt and arrows move what is chosen, Shift and arrows choose more, Delete removes, Ctrl Z undoes, Ctrl S saves.',
  loadFailed: 'The playlist did not answer.', gone: 'This playlist was removed, or is no longer yours to change.', reload: 'Load it',
  place: (name: string, place: number, count: number) => `“${name}” is number ${place} of ${count}.`, movedMany: (n: number) => `${titles(n)} moved.`, removed: (n: number) => `${titles(n)} removed.`,
  undone: 'Undone.', redone: 'Done again.', savedAs: (version: number) => `Saved as version ${version}.`, dragging: (n: number) => titles(n),
  restoredDraft: 'Your unsaved changes are back.', discard: 'Drop them', draftLost: 'This list is too long for the browser to keep unsaved changes of. Save now and then.',
  behind: 'Somebody has changed this playlist since you read it. Saving will show what they did.',
  conflictHead: 'Somebody was faster', conflict: (by: string) => `${by} saved this playlist after you had read it.`, somebody: 'Somebody', theyAdded: 'They added', theyRemoved: 'They removed',
  theyMoved: 'They changed the order.', theyNothing: 'They changed its name or who sees it.', merge: 'Merge both', takeTheirs: 'Take theirs', keepEditing: 'Go on editing', merged: 'Both lists are together now.',
  orderLost: 'Both lists are together now. You both changed the order: theirs holds.', theirs: 'You see their list. Undo brings yours back.',
  name: 'Name', about: 'What it is about', whoSees: 'Who sees it', shared: 'Everybody; editors change it', private: 'Only you', unlisted: 'Whoever has its address', take: (name: string) => `Take “${name}”`,
  close: 'Close', versionsHead: 'Versions', versionsLead: 'What you have not saved is replaced; undo brings it back.', version: (n: number) => `Version ${n}`, now: 'now', restore: 'Restore', restored: (n: number) => `Version ${n} is back.`,
  restoreNamed: (n: number) => `Restore version ${n}`, notDone: 'That did not work.', noConnection: 'No connection. Nothing was saved; your changes are kept here.',
}
