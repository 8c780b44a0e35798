/**
 * The page's questions to the worker. A part of the page says, each time it is drawn, what it would like to know, in a
 * slot of its own; what is known of it comes back at once, and the page is drawn again when there is more. So a part
 * never has to remember what it has asked.
 *
 * Of a slot one question at a time is on its way: while a slider moves, the newest point waits for the answer to the one
 * before, so that there is always something new to see and never a queue. A question is dismissed when another function,
 * or another text, is shown, when nobody asks for its slot any more, and when a newer one has waited for too long.
 */
import type { AnswerOf, Question, QuestionKind, QuestionOf, SetAnswer } from '../worker/protocol';
import type { ToHost } from './messages';

/** What is known of a question. */
export interface Asked<K extends QuestionKind> {
  /** The newest answer in this slot about what is shown; of an older question while `waiting`. */
  readonly answer: AnswerOf<K> | null;
  /** The answer's formulas, set. */
  readonly svgs: Readonly<Record<string, string>>;
  /** Why there is no answer, as a sentence. */
  readonly reason: string | null;
  /** Whether the answer to the very question is still to come. */
  readonly waiting: boolean;
}

/** Milliseconds that a newer question waits before the older one is given up. */
const PATIENCE = 1000;

interface Slot {
  /** What the question is about: answers about something else are worth nothing. */
  about: object;
  subject: string;
  wanted: string;
  question: Question;
  flight: { readonly id: number; readonly key: string; readonly since: number } | null;
  answered: string | null;
  known: Asked<QuestionKind>;
  asked: boolean;
}

const NOTHING: Asked<never> = { answer: null, svgs: {}, reason: null, waiting: true };

export class Asking {
  readonly #slots = new Map<string, Slot>();
  #nextId = 1;

  constructor(
    private readonly post: (message: ToHost) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Before the page is drawn. */
  begin(): void {
    for (const slot of this.#slots.values()) slot.asked = false;
  }

  /** After it is drawn: what nobody asked for is dismissed and forgotten. */
  end(): void {
    for (const [name, slot] of this.#slots) {
      if (slot.asked) continue;
      this.#dismiss(slot);
      this.#slots.delete(name);
    }
  }

  /**
   * What is known of a question; asks it unless that was done.
   *
   * @param about what is shown: for another one, all is asked anew.
   * @param subject the function and its variables: what was answered about others is not shown until there is something
   *   newer, for it would be shown under the wrong names.
   */
  ask<K extends QuestionKind>(name: string, asked: QuestionOf<K>, about: object, subject = ''): Asked<K> {
    const question = asked as unknown as Question; // the very same: a union of all kinds
    const key = JSON.stringify(question);
    let slot = this.#slots.get(name);
    if (slot?.about !== about) {
      // What was answered about an older text is shown until there is something newer.
      const known = slot?.subject === subject && { ...slot.known, waiting: true };
      if (slot) this.#dismiss(slot);
      slot = {
        about,
        subject,
        wanted: key,
        question,
        flight: null,
        answered: null,
        known: known || NOTHING,
        asked: true,
      };
      this.#slots.set(name, slot);
    }
    slot.asked = true;
    if (slot.wanted !== key) {
      slot.wanted = key;
      slot.question = question;
      if (slot.answered === key) slot.known = { ...slot.known, waiting: false };
      else if (!slot.known.waiting) slot.known = { ...slot.known, waiting: true };
    }
    this.#send(slot);
    return slot.known as Asked<K>;
  }

  /** An answer has come: whether anything is to be drawn anew. */
  answer(id: number, answer: SetAnswer): boolean {
    for (const slot of this.#slots.values()) {
      if (slot.flight?.id !== id) continue;
      const { key } = slot.flight;
      slot.flight = null;
      slot.answered = key;
      const waiting = slot.wanted !== key;
      slot.known =
        answer.kind === 'unanswered'
          ? { answer: null, svgs: {}, reason: answer.reason, waiting }
          : { answer: answer.answer, svgs: answer.svgs, reason: null, waiting };
      this.#send(slot);
      return true;
    }
    return false;
  }

  #send(slot: Slot): void {
    if (slot.answered === slot.wanted) return;
    if (slot.flight) {
      if (slot.flight.key === slot.wanted || this.now() - slot.flight.since < PATIENCE) return;
      this.#dismiss(slot);
    }
    slot.flight = { id: this.#nextId++, key: slot.wanted, since: this.now() };
    this.post({ kind: 'ask', id: slot.flight.id, question: slot.question });
  }

  #dismiss(slot: Slot): void {
    if (slot.flight) this.post({ kind: 'dismiss', id: slot.flight.id });
    slot.flight = null;
  }
}
