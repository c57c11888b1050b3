package io.multiprocessing.ipc.sharedmem.queuedeath;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.ipc.sharedmem.death.Letter;
import io.multiprocessing.ipc.sharedmem.death.Rivals;
import io.multiprocessing.ipc.sharedmem.death.Troupe;
import io.multiprocessing.tck.family.harness.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two processes send letters of 16 bytes to 1 MiB through a queue, two receive them; one of these at a time is
 * killed, or stopped for a while, at any moment, and replaced. In the end each letter that was acknowledged has been
 * taken once and whole, or it was in the hand of a receiver that was killed.
 *
 * <p>{@code -Dio.multiprocessing.soakSeconds=} says how long, {@code -Dio.multiprocessing.soakLetters=} how many at
 * most, {@code -Dio.multiprocessing.soakSenders=1} that there is one sender, {@code
 * -Dio.multiprocessing.soakTransport=} over which transport, which must be on the class path.
 */
class QueueSoakTest {
    private static final Duration DURATION =
            Duration.ofSeconds(Long.getLong("io.multiprocessing.soakSeconds", TimeUnit.MINUTES.toSeconds(10)));
    private static final int LETTERS = Integer.getInteger("io.multiprocessing.soakLetters", 10_000_000);
    private static final int SENDERS = Integer.getInteger("io.multiprocessing.soakSenders", 2);
    private static final String TRANSPORT = System.getProperty("io.multiprocessing.soakTransport", "sharedmem");
    private static final int CAPACITY = 1000;
    private static final int LONGEST_LIFE_MILLIS = 1000;
    private static final int KILLS_BEFORE_THE_FIRST_LOOK = 10;

    /** One of them, and whoever comes after him. */
    private static final class Post {
        private final String name;
        private final RemoteRunnable part;
        private final int receiver;
        private ChildProcess holder;

        Post(Multiprocessing family, String name, RemoteRunnable part, int receiver) {
            this.name = name;
            this.part = part;
            this.receiver = receiver;
            this.holder = family.start(part);
        }

        boolean isReceiver() {
            return receiver > 0;
        }

        void replace(Multiprocessing family) {
            holder = family.start(part);
        }
    }

    private final Random random = new Random(Long.getLong("io.multiprocessing.killSeed", System.nanoTime()));
    private long kills;
    private long mayBeMissing;

    @Test
    @Tag("soak")
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    @DisplayName("soak: through kill after kill nothing acknowledged is lost, doubled or torn, and nothing piles up")
    void soak() throws Exception {
        openAndClose();
        Belongings before = Belongings.now();
        try (Multiprocessing family = Troupe.openFamily(TRANSPORT)) {
            SharedQueue<byte[]> queue = family.queue(CAPACITY);
            Ledger ledger = Ledger.in(family, LETTERS / 2);
            boolean isServed = !TRANSPORT.equals("sharedmem");
            List<Post> posts = new ArrayList<>();
            for (int sender = 1; sender <= SENDERS; sender++) {
                posts.add(new Post(family, "sender " + sender, Courier.sender(queue, ledger, sender), 0));
            }
            for (int receiver = 1; receiver <= 2; receiver++) {
                posts.add(new Post(family, "receiver " + receiver, Courier.receiver(queue, ledger, receiver, isServed),
                        receiver));
            }
            Belongings early = kill(family, posts, ledger);
            Belongings late = Belongings.now();
            System.out.println("early: " + early + "\nlate:  " + late);
            end(posts, queue, ledger);
            judge(ledger);
            assertThat(late.grownSince(early)).as("what has piled up").isEmpty();
        }
        Belongings after = Belongings.now();
        System.out.println("before: " + before + "\nafter:  " + after);
        assertThat(after.grownSince(before)).as("what is left").isEmpty();
        assertThat(after.files()).as("files that are left").isLessThanOrEqualTo(before.files());
    }

    /** Loads what is loaded once. */
    private static void openAndClose() throws InterruptedException {
        try (Multiprocessing family = Troupe.openFamily(TRANSPORT)) {
            SharedQueue<byte[]> queue = family.queue();
            family.start(() -> queue.put(new byte[1])).join();
            queue.take();
        }
    }

    /** Returns what there was after the first kills. */
    private Belongings kill(Multiprocessing family, List<Post> posts, Ledger ledger) throws Exception {
        Belongings early = Belongings.now();
        long deadline = System.nanoTime() + DURATION.toNanos();
        int received = 0;
        long heard = System.nanoTime();
        while (System.nanoTime() < deadline && ledger.tried(1) + ledger.tried(2) < 2 * ledger.mostOfEach()) {
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            kill(posts.get(random.nextInt(posts.size())), family, ledger);
            if (kills == KILLS_BEFORE_THE_FIRST_LOOK) {
                early = Belongings.now();
            }
            if (ledger.received() != received) {
                received = ledger.received();
                heard = System.nanoTime();
            }
            assertThat(System.nanoTime() - heard).as("nanoseconds since the last letter: it is stuck")
                    .isLessThan(Rivals.PATIENCE.toNanos());
        }
        return early;
    }

    private void kill(Post post, Multiprocessing family, Ledger ledger) throws Exception {
        assertThat(post.holder.isAlive()).as("%s ended by itself: %s", post.name, post.holder.death()).isTrue();
        if (random.nextInt(4) == 0) {
            Signals.send("STOP", post.holder.pid());
            Thread.sleep(random.nextInt(100));
            if (random.nextBoolean()) {
                Signals.send("CONT", post.holder.pid());
                return;
            }
        }
        post.holder.kill();
        post.holder.join();
        kills++;
        if (post.isReceiver()) {
            mayBeMissing += ledger.inHand(post.receiver);
        }
        post.replace(family);
    }

    private static void end(List<Post> posts, SharedQueue<byte[]> queue, Ledger ledger) throws InterruptedException {
        ledger.end();
        join(posts.stream().filter(post -> !post.isReceiver()).toList());
        queue.close();
        join(posts.stream().filter(Post::isReceiver).toList());
    }

    private static void join(List<Post> posts) throws InterruptedException {
        for (Post post : posts) {
            post.holder.join(Rivals.PATIENCE);
            assertThat(post.holder.exitCode()).as("%s: %s", post.name, post.holder.death()).hasValue(0);
        }
    }

    private void judge(Ledger ledger) {
        long acknowledged = 0;
        long taken = 0;
        List<Letter> missing = new ArrayList<>();
        List<Letter> doubled = new ArrayList<>();
        for (int sender = 1; sender <= 2; sender++) {
            for (int number = 1; number <= ledger.tried(sender); number++) {
                boolean isAcknowledged = ledger.isAcknowledged(sender, number);
                int times = ledger.timesTaken(sender, number);
                acknowledged += isAcknowledged ? 1 : 0;
                taken += times;
                if (isAcknowledged && times == 0) {
                    missing.add(new Letter(sender, number));
                } else if (times > 1) {
                    doubled.add(new Letter(sender, number));
                }
            }
        }
        System.out.println("soak: seconds=" + DURATION.toSeconds() + " kills=" + kills + " acknowledged=" + acknowledged
                + " taken=" + taken + " torn=0 doubled=" + doubled.size() + " inTheHandOfTheDead=" + missing.size()
                + " of at most " + mayBeMissing);
        assertThat(doubled).as("doubled").isEmpty();
        assertThat(missing.size()).as("lost: %s", missing).isLessThanOrEqualTo((int) mayBeMissing);
    }
}
