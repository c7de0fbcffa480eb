/** Dense linear algebra in single precision, shaped so that the compiler vectorises it. */
@NullMarked
package io.tierwise.recommend.algebra;

import org.jspecify.annotations.NullMarked;
