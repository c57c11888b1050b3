package io.multiprocessing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The layers of core, each of which knows only those below: pool, and what is shared (queues, pipes, locks, objects) →
 * what is mapped (rings, direct objects, memory) → calls → family → liveness → wire → launch, codec, output, flight and
 * death → spi. The public package is the facade over them and gives them their vocabulary, so it stands beside, not
 * above.
 */
class ArchitectureTest {
    private static final String INTERNAL = "io.multiprocessing.internal.";
    private static final String SPI = "io.multiprocessing.spi..";

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.multiprocessing");

    @Test
    void theSpiKnowsOnlyTheExceptions() {
        classes()
                .that(resideInAPackage(SPI))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(SPI, "java..", "org.jspecify..")
                        .or(assignableTo(MultiprocessingException.class)))
                .check(CORE);
    }

    @Test
    void layersKnowOnlyThoseBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.multiprocessing.internal..", SPI)
                .withOptionalLayers(true)
                .layer("pool")
                .definedBy(INTERNAL + "pool..")
                .layer("object")
                .definedBy(INTERNAL + "object..")
                .layer("queue")
                .definedBy(INTERNAL + "queue..")
                .layer("pipe")
                .definedBy(INTERNAL + "pipe..")
                .layer("sync")
                .definedBy(INTERNAL + "sync..")
                .layer("monitor")
                .definedBy(INTERNAL + "monitor..")
                .layer("ring")
                .definedBy(INTERNAL + "ring..")
                .layer("direct")
                .definedBy(INTERNAL + "direct..")
                .layer("memory")
                .definedBy(INTERNAL + "memory..")
                .layer("call")
                .definedBy(INTERNAL + "call..")
                .layer("family")
                .definedBy(INTERNAL + "family..")
                .layer("wire")
                .definedBy(INTERNAL + "wire..")
                .layer("launch")
                .definedBy(INTERNAL + "launch..")
                .layer("codec")
                .definedBy(INTERNAL + "codec..")
                .layer("liveness")
                .definedBy(INTERNAL + "liveness..")
                .layer("death")
                .definedBy(INTERNAL + "death..")
                .layer("output")
                .definedBy(INTERNAL + "output..")
                .layer("flight")
                .definedBy(INTERNAL + "flight..")
                .layer("spi")
                .definedBy(SPI)
                .whereLayer("pool")
                .mayOnlyAccessLayers("flight", "liveness", "call", "family", "wire", "launch", "codec", "output", "spi")
                .whereLayer("object")
                .mayOnlyAccessLayers("call", "family", "wire", "launch", "codec", "output", "spi")
                .whereLayer("queue")
                .mayOnlyAccessLayers("flight", "ring", "direct", "memory", "call", "family", "wire", "launch", "codec",
                        "output",
                        "spi")
                .whereLayer("pipe")
                .mayOnlyAccessLayers("ring", "direct", "memory", "call", "family", "wire", "launch", "codec", "output",
                        "spi")
                .whereLayer("sync")
                .mayOnlyAccessLayers("monitor", "direct", "memory", "call", "family", "wire", "launch", "codec",
                        "output", "spi")
                .whereLayer("monitor")
                .mayOnlyAccessLayers("sync", "direct", "memory", "call", "family", "wire", "spi")
                .whereLayer("ring")
                .mayOnlyAccessLayers("direct", "memory", "call", "family", "wire", "launch", "codec", "output", "spi")
                .whereLayer("direct")
                .mayOnlyAccessLayers("memory", "call", "family", "wire", "launch", "codec", "output", "spi")
                .whereLayer("memory")
                .mayOnlyAccessLayers("call", "family", "wire", "launch", "codec", "output", "spi")
                .whereLayer("call")
                .mayOnlyAccessLayers("family", "wire", "launch", "codec", "output", "spi")
                .whereLayer("family")
                .mayOnlyAccessLayers("liveness", "wire", "death", "launch", "codec", "output", "spi")
                .whereLayer("liveness")
                .mayOnlyAccessLayers("wire", "spi")
                .whereLayer("death")
                .mayNotAccessAnyLayer()
                .whereLayer("wire")
                .mayOnlyAccessLayers("launch", "codec", "spi")
                .whereLayer("launch")
                .mayOnlyAccessLayers("spi")
                .whereLayer("codec")
                .mayOnlyAccessLayers("spi")
                .whereLayer("output")
                .mayNotAccessAnyLayer()
                .whereLayer("flight")
                .mayNotAccessAnyLayer()
                .whereLayer("spi")
                .mayNotAccessAnyLayer()
                .check(CORE);
    }

    /** Somebody may set it by a day: it dates files, and deadlines that users give as dates; nothing waits by it. */
    @Test
    void theWallClockMeasuresNoTime() {
        noClasses()
                .that(not(
                        simpleName("StaleDirectories").or(simpleName("CacheMaker"))
                                .or(simpleName("CacheFailure"))
                                .or(simpleName("ConditionHandle"))))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CORE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(INTERNAL + "(**)").should().beFreeOfCycles().allowEmptyShould(true).check(CORE);
    }

    /** The rooms below know nothing of children and of members; what a child does stands above all. */
    @Test
    void theRoomsOfTheFamilyStandAboveEachOther() {
        String family = INTERNAL + "family";
        noClasses()
                .that(resideInAnyPackage(family + ".mail", family + ".settings", family + ".progress"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(family, family + ".child"))
                .check(CORE);
        noClasses()
                .that(resideInAPackage(family))
                .should()
                .dependOnClassesThat(resideInAPackage(family + ".child"))
                .check(CORE);
    }

    @Test
    void launchAndCodecNeedNoFacade() {
        classes()
                .that(resideInAnyPackage(INTERNAL + "codec..", INTERNAL + "launch.."))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("io.multiprocessing")).or(assignableTo(Throwable.class)))
                .check(CORE);
    }

    @Test
    void onlyOneClassMakesProtobufLoad() {
        List<String> users = List.of(INTERNAL + "codec.compact.Messages", INTERNAL + "codec.compact.Messages$1",
                INTERNAL + "codec.compact.Messages$Prototype");
        noClasses()
                .that(resideOutsideOfPackage(INTERNAL + "wire.generated"))
                .and()
                .doNotHaveFullyQualifiedName(users.get(0))
                .and()
                .doNotHaveFullyQualifiedName(users.get(1))
                .and()
                .doNotHaveFullyQualifiedName(users.get(2))
                .should()
                .dependOnClassesThat(resideInAPackage("com.google.protobuf.."))
                .check(CORE);
    }
}
