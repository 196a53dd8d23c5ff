// How large the values of a template may grow. Refuses to know functions.

/** ARM limits every string of a template to this many characters. */
export const LONGEST_TEXT = 131_072;
/** Azure limits `range` and copies to fewer; anything larger is a runaway. */
export const MOST_ITEMS = 100_000;
