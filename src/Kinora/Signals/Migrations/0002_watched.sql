-- What was watched of one title, for those who derive states from it.
create index signal_watched on signal (profile_id, title_id) where kind in ('play', 'progress', 'complete', 'tune_in', 'tune_out');
