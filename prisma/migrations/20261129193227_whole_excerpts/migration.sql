-- Words that are short are shown whole: a claim without the figure that it begins with would be another.
CREATE OR REPLACE FUNCTION search_excerpt(words TEXT, wanted tsquery) RETURNS TEXT LANGUAGE sql STABLE PARALLEL SAFE
RETURN translate(
  ts_headline('stet'::regconfig,
    regexp_replace(translate(left(words, 50000), E'\x02\x03\x04', ''), '([<&/\u00a0-\u00bf\u060c\u061b\u061f\u2000-\u206f\u3000-\u303f\ufffc])', E'\x04\\1\x04', 'g'),
    wanted,
    CASE WHEN length(words) <= 400 THEN E'StartSel="\x02", StopSel="\x03", HighlightAll=true'
      ELSE E'StartSel="\x02", StopSel="\x03", MaxWords=32, MinWords=16, ShortWord=0, MaxFragments=2, FragmentDelimiter=" … "' END),
  E'\x04', '');
