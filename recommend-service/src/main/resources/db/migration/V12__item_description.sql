-- The most frequent words of an item's description, with blanks between; the text itself is not kept.
alter table item add column description text not null default '';
