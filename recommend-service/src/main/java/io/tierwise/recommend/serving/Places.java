package io.tierwise.recommend.serving;

/** The places of an answer in numbers, best first. */
interface Places {
  int size();

  int item(int place);

  double score(int place);

  Strategy source(int place);
}
