// review/queue/review_queue.h — what waits for a person in all documents, the costliest first.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "record/edits/review_doubts.h"
#include "record/schema/ids.h"

namespace codau::review {

using record::ReviewDoubt;

/// A document as people know it.
struct DocumentCard {
  std::string doc_id, name, organ;
  bool operator==(const DocumentCard&) const = default;
};

/// Returns how many of a document's doubts keep it from being signed off.
[[nodiscard]] inline std::size_t count_unsettled(const std::vector<ReviewDoubt>& doubts) {
  return doubts.size() -
         static_cast<std::size_t>(std::ranges::count_if(doubts, record::is_document_doubt));
}

/// Empty: any.
struct QueueFilter {
  std::string doc_id = {}, reason = {}, field = {},
              organ = {};  ///< field: "tasks.due_date"; "tasks." is rows
};

/// Where a doubt stands in the queue; ascending.
using QueueRank =
    std::tuple<int, std::string, std::size_t>;  ///< -cost, doc_id, place in the document

/// Texts by number: the same few are in every document.
class StringPool {
 public:
  [[nodiscard]] std::uint32_t intern(std::string_view text);
  [[nodiscard]] const std::string& text(std::uint32_t number) const { return *texts_[number]; }
  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<const std::string*> texts_;  // keys of the map, which stay where they are
};

/// All in memory: some 25 bytes a doubt, and 350 a document. Nothing but a filter by an organ, or
/// by two things at once, costs more where more waits. A row_id is a UUID, or has 16 bytes at the
/// most.
class ReviewQueue {
 public:
  /// Takes the place of what was known of the document; without doubts it waits no more.
  void put(const DocumentCard& card, const std::vector<ReviewDoubt>& doubts);
  void remove(std::string_view doc_id);

  struct Item {
    DocumentCard card;
    ReviewDoubt doubt;
    QueueRank rank;
  };
  /// At most `most` of them, from the first behind `after` on.
  [[nodiscard]] std::vector<Item> list(const QueueFilter& filter,
                                       const std::optional<QueueRank>& after,
                                       std::size_t most) const;

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::size_t documents() const noexcept { return documents_.size(); }
  /// Doubts that the filter lets through.
  [[nodiscard]] std::size_t count(const QueueFilter& filter) const;
  /// All doubts by what they can be filtered by, none without a doubt.
  using Counts = std::map<std::string, std::size_t, std::less<>>;
  [[nodiscard]] Counts count_by_reason() const;
  [[nodiscard]] Counts count_by_field() const { return by(fields_, of_field_); }
  [[nodiscard]] Counts count_by_organ() const { return by(organs_, of_organ_); }
  /// Documents with their doubts whose names have this in them, marks and capitals apart: the first
  /// by name.
  [[nodiscard]] std::vector<std::pair<DocumentCard, std::size_t>> find_documents_named(
      std::string_view part, std::size_t most) const;

  [[nodiscard]] std::optional<DocumentCard> card(std::string_view doc_id) const;
  /// Open doubts of one document, and of one row of it.
  [[nodiscard]] std::vector<ReviewDoubt> of_document(std::string_view doc_id) const;
  [[nodiscard]] std::vector<ReviewDoubt> of_row(std::string_view doc_id, std::string_view table,
                                                std::string_view row_id) const;

 private:
  /// A doubt by the numbers of its names: "tasks.due_date", "DUE_UNSURE|OCR_LOW_CONF".
  struct Kept {
    record::UuidBytes row_id{};
    bool is_uuid = false;  ///< else the text itself
    std::uint8_t cost = 0;
    std::uint16_t field = 0;
    std::uint32_t reasons = 0;
  };
  struct Entry {
    std::string_view doc_id;  ///< the key of documents_
    std::string name;
    std::string key;  ///< by which a name is found that is not plain; else empty
    std::uint32_t organ = 0;
    std::vector<Kept> doubts;
  };
  struct ByDocument {
    bool operator()(const Entry* a, const Entry* b) const { return a->doc_id < b->doc_id; }
  };
  struct ByName {
    bool operator()(const Entry* a, const Entry* b) const {
      return std::tie(a->name, a->doc_id) < std::tie(b->name, b->doc_id);
    }
  };
  /// The documents that have a doubt of one cost, and such doubts by number.
  struct OfCost {
    std::vector<const Entry*> entries;  ///< ByDocument, each once
    std::vector<std::size_t> of_field, of_reasons;
  };
  using Costs = std::map<int, OfCost, std::greater<>>;
  [[nodiscard]] ReviewDoubt doubt_of(const Kept& kept) const;
  [[nodiscard]] DocumentCard card_of(const Entry& entry) const;
  /// A filter by the numbers of its names.
  struct Sieve {
    std::string_view doc_id;
    std::vector<char> organs, fields, reasons;  ///< whether it lets a number through; empty: all
    [[nodiscard]] bool lets(const Entry& entry, const Kept& kept) const;
    /// False where no doubt of the cost has such a field, or none such a reason.
    [[nodiscard]] bool may_let(const OfCost& of) const;
  };
  [[nodiscard]] Sieve sieve_of(const QueueFilter& filter) const;
  static void add(std::vector<std::size_t>& counts, std::uint32_t number, bool more);
  void count_in(const Entry& entry, bool more);
  static Counts by(const StringPool& names, const std::vector<std::size_t>& counts);

  StringPool fields_, reasons_, organs_;
  std::vector<std::size_t> of_field_, of_reasons_, of_organ_;  // doubts, by number
  std::map<std::string, Entry, std::less<>> documents_;
  std::set<const Entry*, ByName> by_name_;
  Costs costs_;
  std::size_t size_ = 0;
};

}  // namespace codau::review
