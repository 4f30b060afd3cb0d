package dev.descent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void whatIsNotSeenIsReplaced() {
    assertEquals("�[31mred�]0;title�", SafeText.of("\u001B[31mred\u001B]0;title\u0007"));
    assertEquals("a�b�c�", SafeText.of("a\u202Eb\u2066c\u200B"), "direction and width");
    assertEquals("��", SafeText.of("\uFEFF\uFFFE"));
    assertEquals("a�b�", SafeText.of("a\uD800b\uDC00"), "halves of characters");
    assertEquals("��", SafeText.of("\u2028\u0085"), "other line ends");
  }

  @Test
  void whatPeopleWriteStays() {
    for (String text :
        new String[] {"größer, 李小龙", "👩\u200D🔬", "می\u200Cخواهم", "a\tb\nc", "∑ β₁ ≤ √v̂"}) {
      assertEquals(text, SafeText.of(text));
    }
    assertEquals("a\nb\nc", SafeText.of("a\r\nb\rc"));
  }

  @Test
  void aLineIsOne() {
    assertEquals("Ada Lovelace b", SafeText.line(" Ada \n\t Lovelace\r\u00A0\u2028b "));
    assertEquals("", SafeText.line(" \n"));
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    assertEquals("abc", SafeText.cut("abc", 3));
    assertEquals("ab…", SafeText.cut("abcd", 3));
    assertEquals("👩👩…", SafeText.cut("👩👩👩👩", 3));
  }
}
