/** Keeps interactions, items, runs and models in PostgreSQL. */
@NullMarked
package io.tierwise.recommend.adapter.postgres;

import org.jspecify.annotations.NullMarked;
