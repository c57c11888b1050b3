package io.multiprocessing.internal.pipe;

import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.direct.DirectObjects;
import io.multiprocessing.internal.direct.DirectObjects.AbsentException;
import io.multiprocessing.internal.direct.DirectObjects.Made;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.ring.chain.FamilyRegions;
import io.multiprocessing.spi.RegionFile;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Makes and opens pipes in mapped memory. */
final class DirectPipes {
    private DirectPipes() {}

    static boolean arePossible(Member member) {
        return DirectObjects.of(member).isPossible();
    }

    /**
     * Makes a pipe that lives in memory that this member made.
     *
     * @throws io.multiprocessing.SharedMemoryException when there is no room for it
     */
    static Made make(Member member) {
        FamilyRegions regions = FamilyRegions.of(member, member.id());
        DirectObjects objects = DirectObjects.of(member);
        AtomicReference<Made> name = new AtomicReference<>();
        Made made = objects.make(PipeLayout.KIND, PipeLayout.BYTES - RegionFile.HEADER_BYTES, attachment -> {
            DirectPipe.layOut(attachment.memory());
            return new DirectPipe(attachment, regions, "A MessagePipe");
        }, (own, pipe) -> new DirectPipeHome(own, member.id(), pipe,
                () -> objects.unmake(Objects.requireNonNull(name.get()))));
        // Nobody can close it before he has it.
        name.set(made);
        return made;
    }

    /**
     * The pipe that a member has made.
     *
     * @throws AbsentException when it or its maker has ended
     */
    static DirectPipe open(Reference reference, RegionName region, String name) throws AbsentException {
        FamilyRegions regions = FamilyRegions.of(reference.member(), reference.owner());
        return DirectObjects.of(reference.member())
                .open(reference, region, PipeLayout.KIND, DirectPipe.class,
                        attachment -> new DirectPipe(attachment, regions, name));
    }

    /** This process has no more use for it. */
    static void forget(Reference reference) {
        DirectObjects.of(reference.member()).forget(reference);
    }
}
