/** Errors as RFC 9457 problem details that name field and reason. */
@NullMarked
package io.tierwise.starter.problem;

import org.jspecify.annotations.NullMarked;
