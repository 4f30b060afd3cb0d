package dev.descent.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LessonSummaryTest {
  @Test
  void keepsWhatOneWantsToLookUp() {
    String text =
        """
        # Lesson 3: Optimizers

        Opening with 2<!--A.b--> words.

        After this lesson you can

        - do one thing;
        - and another.

        ## Steps

        Words.

        ```
        p ← p − lr g
        ```

        ```java
        a.subi(b);
        ```

        More:

            b ← μ b + g

        ## Words

            ./descent lesson 3

        ## Common mistakes

        | wrong | gives | right | gives | how you see it |
        | --- | --- | --- | --- | --- |
        | `a \\| b` | 3<!--A.c--> | `b` | 4 | it jumps |

        ## Check yourself

        <details><summary><b>Check.</b> Why?</summary>

        <!--choice-->
        - **a**: so.
        - b: no.

        </details>
        """;
    assertEquals(
        """
        # Lesson 3: Optimizers

        ## You can

        - do one thing;
        - and another.

        ## Formulas

        **Steps**

        ```
        p ← p − lr g
        ```

        ```
            b ← μ b + g
        ```


        ## Common mistakes

        | wrong | right | how you see it |
        | --- | --- | --- |
        | `a \\| b` | `b` | it jumps |

        ## Check yourself

        - Why?

        """,
        LessonSummary.of(new LessonText(text)));
  }
}
