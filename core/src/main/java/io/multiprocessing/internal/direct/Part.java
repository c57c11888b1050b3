package io.multiprocessing.internal.direct;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** An object that this process uses, or is about to. */
final class Part {
    /** Known through the object if that is forgettable, so that its memory is unmapped when no handle refers to it. */
    private @Nullable WeakReference<Attachment> attachment;

    private @Nullable WeakReference<DirectObject> object;
    private @Nullable DirectObject kept;
    private @Nullable String goneBecause;

    /** Returns the object that this process uses: the new one, unless there is one already. */
    synchronized DirectObject attached(Attachment newAttachment, DirectObject newObject) {
        DirectObject known = object();
        if (known != null) {
            return known;
        }
        attachment = new WeakReference<>(newAttachment);
        object = new WeakReference<>(newObject);
        kept = newObject.isForgettable() ? null : newObject;
        if (goneBecause != null) {
            newAttachment.end(goneBecause);
        }
        return newObject;
    }

    /** Null before it is attached, and when it has been forgotten. */
    synchronized @Nullable DirectObject object() {
        return object == null ? null : object.get();
    }

    synchronized boolean isForgotten() {
        return object != null && object.get() == null;
    }

    /** Its maker has ended, or this process has left the family. */
    void end(String because) {
        Attachment known;
        DirectObject used;
        synchronized (this) {
            goneBecause = because;
            known = attachment == null ? null : attachment.get();
            used = object();
        }
        if (known != null && used != null) {
            known.end(because);
            used.ringForAll();
        }
    }
}
