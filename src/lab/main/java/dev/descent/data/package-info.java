/**
 * Data: sets drawn by the kit, files read from disk, splits, and batches as DL4J iterators.
 *
 * <p>A {@link dev.descent.data.Dataset} is plain Java, so reading and checking data needs no native
 * library; only {@link dev.descent.data.Batches} makes ND4J arrays.
 */
@NullMarked
package dev.descent.data;

import org.jspecify.annotations.NullMarked;
