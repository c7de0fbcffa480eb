/** Who calls: the one place where authentication belongs. */
@NullMarked
package io.tierwise.starter.access;

import org.jspecify.annotations.NullMarked;
