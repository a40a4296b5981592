/** A source's answer that is too odd to be believed at once: nothing of it is stored, the system is shown as degraded, the next reading may be better. */
export class OddAnswer extends Error {
  /** `message` is ours and is shown to people; no vendor text. */
  constructor(message: string) {
    super(message);
    this.name = 'OddAnswer';
  }
}
