package io.multiprocessing.ipc.sharedmem.death;

/** One victim's death, and what the rivals make of it. The victim's process starts when the trial is made. */
public interface Trial {
    /** Returns how many nanoseconds after the victim's death all rivals had gone on. Throws if somebody was harmed. */
    long run() throws Exception;
}
