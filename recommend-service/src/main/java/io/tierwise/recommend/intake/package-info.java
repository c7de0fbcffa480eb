/** Takes in what happened: behaviour, merges of users, changes of the catalogue. */
@NullMarked
package io.tierwise.recommend.intake;

import org.jspecify.annotations.NullMarked;
