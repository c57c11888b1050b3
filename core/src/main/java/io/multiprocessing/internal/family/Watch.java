package io.multiprocessing.internal.family;

import io.multiprocessing.internal.liveness.Vigil;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread that looks after all children of a member: a back-stop for the notification of exits, which comes through
 * a pool that user code may have filled, the one who loses patience when an ending drags on, and the one who notices
 * that a child does not answer any more. It also keeps this JVM
 * alive while there are children that are not daemons, as threads that are not daemons would.
 */
final class Watch {
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Children children;
    private final Member member;
    private @Nullable Thread looker;
    private @Nullable Thread keeper;
    private boolean stopped;

    Watch(Children children, Member member) {
        this.children = children;
        this.member = member;
    }

    /** Children came or went. */
    synchronized void wake() {
        if (stopped) {
            return;
        }
        boolean any = false;
        boolean keep = false;
        for (Offspring child : children.all()) {
            any = true;
            keep |= child.birth().keepsParentAlive();
        }
        if (any && looker == null) {
            looker = thread("mp-watch", true, this::look);
        }
        if (keep && keeper == null) {
            keeper = thread("mp-keep-alive", false, this::keep);
        } else if (!keep && keeper != null) {
            LockSupport.unpark(keeper);
        }
    }

    private static Thread thread(String name, boolean daemon, Runnable body) {
        Thread thread = new Thread(null, body, name, 0, false);
        thread.setDaemon(daemon);
        thread.start();
        return thread;
    }

    private void look() {
        Vigil vigil = new Vigil(member.settings().livenessGrace());
        while (true) {
            for (Offspring child : children.all()) {
                child.look();
            }
            if (vigil.isOn()) {
                vigil.look(children.all());
            }
            synchronized (this) {
                if (stopped || children.all().isEmpty()) {
                    looker = null;
                    return;
                }
            }
            LockSupport.parkNanos(this, LOOK_EVERY_NANOS);
        }
    }

    private void keep() {
        while (true) {
            synchronized (this) {
                if (stopped || children.all().stream().noneMatch(child -> child.birth().keepsParentAlive())) {
                    keeper = null;
                    return;
                }
            }
            LockSupport.park(this);
        }
    }

    synchronized void stop() {
        stopped = true;
        LockSupport.unpark(looker);
        LockSupport.unpark(keeper);
    }
}
