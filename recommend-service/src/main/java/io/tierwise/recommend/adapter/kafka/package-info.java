/** Reads behaviour events and the catalogue from their topics. */
@NullMarked
package io.tierwise.recommend.adapter.kafka;

import org.jspecify.annotations.NullMarked;
