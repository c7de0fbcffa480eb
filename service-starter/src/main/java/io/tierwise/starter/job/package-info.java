/** Long work that stands in a table and outlives the instance that carries it out. */
@NullMarked
package io.tierwise.starter.job;

import org.jspecify.annotations.NullMarked;
