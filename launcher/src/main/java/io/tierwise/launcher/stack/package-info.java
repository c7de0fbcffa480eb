/** PostgreSQL, Kafka and the services as supervised processes. */
@NullMarked
package io.tierwise.launcher.stack;

import org.jspecify.annotations.NullMarked;
