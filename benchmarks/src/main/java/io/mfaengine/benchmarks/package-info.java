/**
 * Each operation of the engine beside its floor: the same cryptography, randomness and map operations, written by hand
 * with bare means of the JDK. {@code benchmarks/run} measures both and prints how far they are apart.
 * {@code benchmarks/run jdbc} does the same on databases, beside the same statements by hand.
 */
@NullMarked
package io.mfaengine.benchmarks;

import org.jspecify.annotations.NullMarked;
