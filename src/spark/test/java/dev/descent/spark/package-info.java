/** Tests on a cluster of this machine. */
@NullMarked
package dev.descent.spark;

import org.jspecify.annotations.NullMarked;
