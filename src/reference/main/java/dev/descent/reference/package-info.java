/**
 * PyTorch's C++ library, driven from Java: it trains what a fixture describes, and writes the
 * fixture.
 *
 * <p>It has a JVM and a class path of its own, as its JavaCPP is another than ND4J's, and shares no
 * code with what it checks. Fixtures are what passes between the two.
 */
@NullMarked
package dev.descent.reference;

import org.jspecify.annotations.NullMarked;
