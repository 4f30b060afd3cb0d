/** Jobs done on the nodes of a cluster. */
@NullMarked
package dev.descent.cluster;

import org.jspecify.annotations.NullMarked;
