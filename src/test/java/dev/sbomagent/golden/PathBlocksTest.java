package dev.sbomagent.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PathBlocksTest {
  @Property
  void every_path_comes_back_and_is_found(@ForAll List<String> names, @ForAll String other) {
    String[] paths = new TreeSet<>(names).toArray(new String[0]);
    PathBlocks blocks = PathBlocks.of(paths);
    String[] back = new String[blocks.size()];
    Arrays.setAll(back, blocks::path);
    assertArrayEquals(paths, back);
    for (int i = 0; i < paths.length; i++) {
      assertEquals(i, blocks.find(paths[i]));
    }
    assertEquals(Arrays.binarySearch(paths, other) >= 0, blocks.find(other) >= 0);
  }

  @Test
  void names_that_no_encoding_can_hold_are_kept() {
    String[] paths = {"/a", "/a/\u00ff", "/a/\u3042", "/a/\ud800", "/a/\ud83d\ude00"};
    Arrays.sort(paths);
    PathBlocks blocks = PathBlocks.of(paths);
    for (int i = 0; i < paths.length; i++) {
      assertEquals(paths[i], blocks.path(i));
    }
  }

  @Test
  void nothing_is_found_in_nothing() {
    assertTrue(PathBlocks.of(new String[0]).find("/a") < 0);
  }
}
