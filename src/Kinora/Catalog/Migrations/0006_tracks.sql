-- What a player shows beside the picture: WebVTT files. `subtitles` is one track a line: language, label, address, apart by tabs.
alter table title add column subtitles text;
alter table title add column chapters_url text;
alter table title add column thumbnails_url text;
