/** Lines carried to the nodes of a Spark cluster and back. */
@NullMarked
package dev.descent.spark;

import org.jspecify.annotations.NullMarked;
