package io.multiprocessing.tck.family.shared;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedObjectGoneException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;

/** Maps and lists that all members use. */
public interface SharedCollectionContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("shared map: the methods of a ConcurrentMap, here and there")
    default void sharedMapMethods(Multiprocessing mp, ProcessPool pool) throws Exception {
        ConcurrentMap<String, Integer> map = mp.map();
        Places.hereAndThere(pool, () -> {
            map.clear();
            assertThat(map).isEmpty();
            assertThat(map.put("a", 1)).isNull();
            assertThat(map.put("a", 2)).isEqualTo(1);
            assertThat(map.putIfAbsent("a", 3)).isEqualTo(2);
            assertThat(map.putIfAbsent("b", 3)).isNull();
            assertThat(map.get("b")).isEqualTo(3);
            assertThat(map.getOrDefault("c", 9)).isEqualTo(9);
            assertThat(map.containsKey("a") && map.containsValue(3) && !map.containsKey("c")).isTrue();
            assertThat(map.replace("a", 4)).isEqualTo(2);
            assertThat(map.replace("a", 5, 6)).isFalse();
            assertThat(map.replace("a", 4, 6)).isTrue();
            assertThat(map.remove("a", 4)).isFalse();
            assertThat(map.remove("a", 6)).isTrue();
            assertThat(map.remove("b")).isEqualTo(3);
            map.putAll(new TreeMap<>(Map.of("x", 1, "y", 2, "z", 3)));
            assertThat(map).hasSize(3).isEqualTo(Map.of("x", 1, "y", 2, "z", 3));
            assertThat(map.hashCode()).isEqualTo(Map.of("x", 1, "y", 2, "z", 3).hashCode());
            assertThat(map.toString()).contains("y=2");
            assertThat(map.compute("x", (key, value) -> value == null ? 0 : value + 10)).isEqualTo(11);
            assertThat(map.computeIfAbsent("w", String::length)).isEqualTo(1);
            assertThat(map.computeIfPresent("w", (key, value) -> null)).isNull();
            assertThat(map.computeIfPresent("w", (key, value) -> 1)).isNull();
            assertThat(map.merge("y", 5, (BinaryOperator<Integer> & Serializable) Integer::sum)).isEqualTo(7);
            assertThat(map.merge("new", 5, Integer::sum)).isEqualTo(5);
            map.replaceAll((key, value) -> value * 2);
            assertThat(map).isEqualTo(Map.of("x", 22, "y", 14, "z", 6, "new", 10));
            assertThatNullPointerException().isThrownBy(() -> map.put("n", null));
            assertThatNullPointerException().isThrownBy(() -> map.get(null));
        });
    }

    @FamilyTest
    @DisplayName("shared map: views and iterators show a snapshot, and write through")
    default void sharedMapViews(Multiprocessing mp, ProcessPool pool) throws Exception {
        ConcurrentMap<String, Integer> map = mp.map();
        Places.hereAndThere(pool, () -> {
            map.clear();
            map.putAll(Map.of("a", 1, "b", 2, "c", 3, "d", 4));
            Iterator<Map.Entry<String, Integer>> entries = map.entrySet().iterator();
            map.put("late", 5);
            List<String> seen = new ArrayList<>();
            while (entries.hasNext()) {
                Map.Entry<String, Integer> entry = entries.next();
                seen.add(entry.getKey());
                if (entry.getKey().equals("a")) {
                    entry.setValue(100);
                } else if (entry.getKey().equals("b")) {
                    entries.remove();
                } else if (entry.getKey().equals("c")) {
                    map.put("c", 33);
                    entries.remove();
                }
            }
            assertThat(seen).containsExactlyInAnyOrder("a", "b", "c", "d");
            assertThat(map).as("what was replaced in the meantime stays")
                    .isEqualTo(Map.of("a", 100, "c", 33, "d", 4, "late", 5));
            assertThat(map.keySet().remove("late")).isTrue();
            assertThat(map.values().removeIf(value -> value > 50)).isTrue();
            assertThat(map.entrySet().contains(Map.entry("c", 33))).isTrue();
            assertThat(map.entrySet().remove(Map.entry("c", 4))).isFalse();
            assertThat(map.keySet()).isEqualTo(Set.of("c", "d"));
            map.keySet().retainAll(Set.of("d"));
            assertThat(map).isEqualTo(Map.of("d", 4));
        });
    }

    @FamilyTest
    @DisplayName("shared map: computing is atomic among processes, wherever the function runs")
    default void sharedMapAtomicity(Multiprocessing mp, ProcessPool pool) throws Exception {
        ConcurrentMap<String, Long> sums = mp.map();
        ConcurrentMap<String, int[]> arrays = mp.map();
        int count = 150;
        List<TaskFuture<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tasks.add(pool.submit(() -> {
                for (int k = 0; k < count; k++) {
                    sums.merge("there", 1L, (BinaryOperator<Long> & Serializable) Long::sum);
                    sums.merge("here", 1L, Long::sum);
                    arrays.compute("array", (key, old) -> new int[] {old == null ? 1 : old[0] + 1});
                }
            }));
        }
        for (int k = 0; k < count; k++) {
            sums.compute("here", (key, old) -> old == null ? 1 : old + 1);
        }
        for (TaskFuture<?> task : tasks) {
            task.get();
        }
        assertThat(sums).isEqualTo(Map.of("there", 4L * count, "here", 5L * count));
        assertThat(arrays.get("array")).containsExactly(4 * count);
        Object stranger = new Object();
        long hash = stranger.hashCode();
        BinaryOperator<Long> captures =
                (BinaryOperator<Long> & Serializable) (old, added) -> (long) stranger.hashCode();
        assertThat(sums.merge("there", 1L, captures)).as("what can't travel runs here").isEqualTo(hash);
        assertThatExceptionOfType(NotSerializableTaskException.class)
                .isThrownBy(() -> mp.<String, Object>map().put("stranger", stranger));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> sums.computeIfPresent("there",
                (BiFunction<String, Long, Long> & Serializable) (key, value) -> value / 0));
    }

    @FamilyTest
    @DisplayName("shared list: the methods of a List, here and there")
    default void sharedListMethods(Multiprocessing mp, ProcessPool pool) throws Exception {
        List<String> list = mp.list();
        Places.hereAndThere(pool, () -> {
            list.clear();
            assertThat(list.add("a")).isTrue();
            list.add(0, "b");
            assertThat(list.addAll(Arrays.asList("c", null, "a"))).isTrue();
            assertThat(list.addAll(1, List.of("x", "y"))).isTrue();
            assertThat(list).containsExactly("b", "x", "y", "a", "c", null, "a").hasSize(7);
            assertThat(list.get(1)).isEqualTo("x");
            assertThat(list.set(1, "z")).isEqualTo("x");
            assertThat(list.indexOf("a") + list.lastIndexOf("a") + list.indexOf("none")).isEqualTo(3 + 6 - 1);
            assertThat(list.contains(null) && list.containsAll(List.of("a", "z")) && !list.contains("x")).isTrue();
            assertThat(list.remove("a")).isTrue();
            assertThat(list.remove("none")).isFalse();
            assertThat(list.remove(0)).isEqualTo("b");
            assertThat(list.removeAll(Collections.singleton(null))).isTrue();
            assertThat(list).isEqualTo(List.of("z", "y", "c", "a")).hasSameHashCodeAs(List.of("z", "y", "c", "a"));
            assertThat(list.toString()).isEqualTo("[z, y, c, a]");
            list.sort(null);
            assertThat(list.toArray(String[]::new)).containsExactly("a", "c", "y", "z");
            list.sort(Comparator.comparing(text -> -text.charAt(0)));
            list.replaceAll(text -> text + text);
            list.replaceAll((UnaryOperator<String> & Serializable) text -> text + "!");
            assertThat(list).containsExactly("zz!", "yy!", "cc!", "aa!");
            assertThat(list.removeIf(text -> text.startsWith("c"))).isTrue();
            assertThat(list.removeIf((Predicate<String> & Serializable) text -> text.startsWith("y"))).isTrue();
            assertThat(list.retainAll(List.of("aa!", "bb!"))).isTrue();
            assertThat(list.getFirst()).isEqualTo("aa!");
            list.addAll(List.of("1", "2", "3"));
            list.subList(1, 3).clear();
            assertThat(list.stream().toList()).containsExactly("aa!", "3");
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(2));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.set(-1, ""));
        });
    }

    @FamilyTest
    @DisplayName("shared list: iterators show a snapshot; what they change is the element that was seen")
    default void sharedListIterators(Multiprocessing mp, ProcessPool pool) throws Exception {
        List<String> list = mp.list();
        Places.hereAndThere(pool, () -> {
            list.clear();
            list.addAll(List.of("a", "b", "c", "c"));
            ListIterator<String> iterator = list.listIterator();
            list.addFirst("new");
            list.remove("b");
            assertThat(iterator.next()).isEqualTo("a");
            iterator.set("A");
            iterator.set("AA");
            assertThat(iterator.next()).isEqualTo("b");
            iterator.remove();
            assertThat(iterator.next()).isEqualTo("c");
            assertThat(iterator.next()).isEqualTo("c");
            iterator.remove();
            assertThat(iterator.hasNext()).isFalse();
            assertThat(iterator.previous()).isEqualTo("c");
            assertThat(list).containsExactly("new", "AA", "c");
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> iterator.add("where?"));
        });
    }

    @FamilyTest
    @DisplayName("shared list: changes of several processes at once are all there")
    default void sharedListAtomicity(Multiprocessing mp, ProcessPool pool) throws Exception {
        List<Integer> list = mp.list();
        List<Integer> counters = mp.list();
        counters.add(0);
        int count = 50;
        List<TaskFuture<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int from = i * count;
            tasks.add(pool.submit(() -> {
                for (int k = from; k < from + count; k++) {
                    list.addAll(List.of(k, -k));
                    counters.replaceAll(number -> number + 1);
                    counters.replaceAll((UnaryOperator<Integer> & Serializable) number -> number + 1);
                }
            }));
        }
        for (TaskFuture<?> task : tasks) {
            task.get();
        }
        assertThat(counters).containsExactly(8 * count);
        assertThat(list).hasSize(8 * count);
        for (int i = 0; i < list.size(); i += 100) {
            int even = i;
            assertThat(list.get(even)).as("pairs stay together").isEqualTo(-list.get(even + 1));
        }
    }

    @FamilyTest
    @DisplayName("shared map and list: they travel, in each other as well, and end with their owner")
    default void sharedCollectionsTravel(Multiprocessing mp, ProcessPool pool) throws Exception {
        ConcurrentMap<String, List<String>> map = mp.map();
        List<String> list = mp.list();
        map.put("list", list);
        pool.submit(() -> map.get("list").add("from a worker")).get();
        mp.start(() -> Multiprocessing.current()
                .start(() -> map.get("list").add("from a grandchild"))
                .join()).join();
        assertThat(list).containsExactly("from a worker", "from a grandchild");
        SharedQueue<ConcurrentMap<String, String>> maps = mp.queue();
        ChildProcess owner = mp.start(() -> {
            ConcurrentMap<String, String> own = Multiprocessing.current().map();
            own.put("here", "there");
            maps.put(own);
            Thread.sleep(Long.MAX_VALUE);
        });
        ConcurrentMap<String, String> theirs = next(maps);
        assertThat(pool.submit(() -> theirs.get("here")).get()).isEqualTo("there");
        owner.kill();
        owner.join();
        assertThatExceptionOfType(SharedObjectGoneException.class).isThrownBy(() -> theirs.get("here"));
        assertThat(theirs.toString()).startsWith("Shared[");
    }
}
