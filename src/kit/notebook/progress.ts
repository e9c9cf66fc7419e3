import { emit, emitUpdatable, type DisplayContent } from "./emit.js";

/** Milliseconds between two states that are shown: more of them nobody can read, and each costs the front end a drawing. */
const PAUSE_MS = 250;

/** The seconds that a state tells change no faster. */
const SECOND_MS = 1000;

/** What readers see of a claim while it is computed; its record takes the place of that. */
export interface ClaimProgress {
  /** One more of its cells is measured. */
  cellDone: () => void;
  /** The work goes on: the seconds are told, where the last state is old. */
  goesOn: () => void;
  /** All are: shows the record. */
  finish: (record: DisplayContent) => void;
  /** The claim will not be finished: the last state says so. */
  stop: () => void;
}

/** Where nothing is displayed before the record. */
const SILENT: ClaimProgress = {
  cellDone: () => undefined,
  goesOn: () => undefined,
  finish: emit,
  stop: () => undefined,
};

/**
 * Shows how far a claim is.
 *
 * @param id the claim's
 * @param cells how many it has, with those of its controls
 * @param visible false where nobody looks on, as in a report
 */
export function showProgress(id: string, cells: number, visible: boolean): ClaimProgress {
  const begun = performance.now();
  let [done, shownAt, isOver] = [0, begun, false];
  const state = (ending = ""): DisplayContent => stateOf({ id, done, cells, ms: performance.now() - begun, ending });
  const update = visible ? emitUpdatable(state()) : undefined;
  if (update === undefined) return SILENT;
  const showAfter = (pause: number): void => {
    // Work that an interrupt has not reached yet goes on for a while.
    if (isOver || performance.now() - shownAt < pause) return;
    shownAt = performance.now();
    update(state());
  };
  return {
    cellDone: () => {
      done++;
      showAfter(PAUSE_MS);
    },
    goesOn: () => showAfter(SECOND_MS),
    finish: update,
    stop: () => {
      if (!isOver) update(state("; stopped"));
      isOver = true;
    },
  };
}

interface State {
  readonly id: string;
  readonly done: number;
  readonly cells: number;
  readonly ms: number;
  readonly ending: string;
}

function stateOf({ id, done, cells, ms, ending }: State): DisplayContent {
  const words = `${done} of ${cells} ${cells === 1 ? "cell" : "cells"} measured, ${Math.round(ms / 1000)} s${ending}`;
  // Front ends sanitise HTML; these elements they keep. An id has no character that HTML reads.
  const html = `<code>${id}</code> <progress max="${cells}" value="${done}"></progress> ${words}`;
  return { data: { "text/html": html, "text/plain": `${id}: ${words}` }, metadata: {} };
}
