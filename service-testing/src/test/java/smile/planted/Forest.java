package smile.planted;

/** Stands for any class of Smile. */
public record Forest() {}
