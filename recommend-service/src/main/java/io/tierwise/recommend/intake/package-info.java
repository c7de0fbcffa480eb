/** Takes in what happened: behaviour, which ids are one user, changes of the catalogue. */
@NullMarked
package io.tierwise.recommend.intake;

import org.jspecify.annotations.NullMarked;
