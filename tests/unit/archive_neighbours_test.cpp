// Numbers of an office rise with its dates: how that ranks what is offered for one of them.
#include "review/views/archive_neighbours.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace codau::review {
namespace {

const std::vector<Neighbour> kNeighbours{
    {101, "2024-03-01"}, {105, "2024-03-04"}, {118, "2024-03-11"}, {130, "2024-03-20"}};

/// The values by their new probabilities, likeliest first.
std::vector<std::string> rank(std::vector<ValueAlternative> offered, const std::string& number,
                              const std::string& date) {
  auto weighed = weigh_by_neighbours(std::move(offered), kNeighbours, number, date);
  std::ranges::stable_sort(weighed, std::greater<>(), &ValueAlternative::probability);
  std::vector<std::string> out;
  for (const ValueAlternative& one : weighed) out.push_back(one.value);
  return out;
}

using Values = std::vector<std::string>;

TEST(ArchiveNeighbours, ANumberStandsBetweenThoseOfEarlierAndLaterPapers) {
  EXPECT_EQ(
      rank({{"917", "", "", 0.5}, {"117", "", "", 0.3}, {"47", "", "", 0.1}}, "", "2024-03-08"),
      (Values{"117", "917", "47"}));
  EXPECT_EQ(rank({{"112a", "", "", 0.1}, {"9", "", "", 0.3}}, "", "2024-03-08"),
            (Values{"112a", "9"}));
}

TEST(ArchiveNeighbours, ADateStandsBetweenThoseOfLowerAndHigherNumbers) {
  EXPECT_EQ(rank({{"28/03/2024", "", "", 0.5}, {"08/03/2024", "", "", 0.3}}, "112", ""),
            (Values{"08/03/2024", "28/03/2024"}));
}

TEST(ArchiveNeighbours, WithoutNumberAndDateNothingIsSaid) {
  EXPECT_EQ(rank({{"917", "", "", 0.5}, {"117", "", "", 0.3}}, "", ""), (Values{"917", "117"}));
}

}  // namespace
}  // namespace codau::review
