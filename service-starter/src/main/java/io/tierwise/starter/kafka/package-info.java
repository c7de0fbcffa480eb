/** Topics, dead letters, error handling and broker health. */
@NullMarked
package io.tierwise.starter.kafka;

import org.jspecify.annotations.NullMarked;
