/** The {@code Idempotency-Key} header of POST requests. */
@NullMarked
package io.tierwise.starter.idempotency;

import org.jspecify.annotations.NullMarked;
