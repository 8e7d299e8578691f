// review/queue.h — what waits for a person in all documents, the costliest first.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "review/doubts.h"

namespace codau::review {

/// A document as people know it.
struct Card {
  std::string doc_id, name, organ, subject;
  bool operator==(const Card&) const = default;
};

/// Empty: any.
struct Filter {
  std::string doc_id = {}, reason = {}, field = {},
              organ = {};  ///< field: "tasks.due_date"; "tasks." is rows
};

/// Where a doubt stands in the queue; ascending.
using Rank = std::tuple<int, std::string, std::size_t>;  ///< -cost, doc_id, place in the document

class Queue {
 public:
  /// Takes the place of what was known of the document; without doubts it waits no more.
  void put(Card card, std::vector<Doubt> doubts);
  void remove(std::string_view doc_id);

  struct Item {
    const Card* card = nullptr;
    const Doubt* doubt = nullptr;
    Rank rank;
  };
  /// At most `most` of them, from the first behind `after` on. Valid until the next put().
  [[nodiscard]] std::vector<Item> list(const Filter& filter, const std::optional<Rank>& after,
                                       std::size_t most) const;

  /// Doubts by what they can be filtered by, of those that the filter lets through.
  struct Counts {
    std::size_t all = 0;
    std::map<std::string, std::size_t, std::less<>> reasons, fields, organs;
    std::map<std::string, std::size_t, std::less<>> documents;  ///< by doc_id
  };
  [[nodiscard]] Counts count(const Filter& filter) const;
  [[nodiscard]] const Card* card(std::string_view doc_id) const;
  /// Open doubts of one document.
  [[nodiscard]] std::vector<const Doubt*> of_document(std::string_view doc_id) const;
  /// Open doubts of one row.
  [[nodiscard]] std::vector<const Doubt*> of_row(std::string_view doc_id, std::string_view table,
                                                 std::string_view row_id) const;

 private:
  struct Entry {
    Card card;
    std::vector<Doubt> doubts;
  };
  [[nodiscard]] static bool lets(const Filter& filter, const Card& card, const Doubt& doubt);
  std::map<std::string, Entry, std::less<>> documents_;
  std::set<Rank> ranks_;
};

}  // namespace codau::review
