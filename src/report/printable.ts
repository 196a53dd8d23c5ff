// Text from files and their names as it may stand in a terminal. Refuses to know what it says.

/** Control characters, and those that turn the direction of text. */
const STEERING = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** One line of text in which what would steer a terminal is shown as dots, so that no file and no file name can. */
export function printable(text: string): string {
  return text.replace(STEERING, '·');
}
