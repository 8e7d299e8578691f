// review/queue/review_queue.h — holds in memory all doubts that wait for a person, the costliest
// first. A doubt is a value or row that a person must check (record/edits/review_doubts.h).
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

/// The properties of a document that the page shows.
struct DocumentCard {
  std::string doc_id, name, organ;
  bool operator==(const DocumentCard&) const = default;
};

/// Returns the number of doubts that keep a document from being accepted.
[[nodiscard]] inline std::size_t count_unsettled(const std::vector<ReviewDoubt>& doubts) {
  return doubts.size() -
         static_cast<std::size_t>(std::ranges::count_if(doubts, record::is_document_doubt));
}

/// Selects doubts; empty members select all. `field`: "tasks.due_date", or "tasks." for whole rows.
struct QueueFilter {
  std::string doc_id = {}, reason = {}, field = {}, organ = {};
};

/// The place of a doubt in the queue, ascending: −cost, doc_id, index in the document.
using QueueRank = std::tuple<int, std::string, std::size_t>;

/// Gives a number to each distinct text. Many doubts share few texts.
class StringPool {
 public:
  [[nodiscard]] std::uint32_t intern(std::string_view text);
  [[nodiscard]] const std::string& text(std::uint32_t number) const { return *texts_[number]; }
  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<const std::string*> texts_;  // keys of the map, which stay where they are
};

/// The queue: 25 bytes a doubt, 350 a document. Only filters by organ, or by two properties, take
/// time in proportion to the queue. Precondition: a row_id is a UUID, or has at most 16 bytes.
class ReviewQueue {
 public:
  /// Replaces the doubts of a document. A document without doubts leaves the queue.
  void put(const DocumentCard& card, const std::vector<ReviewDoubt>& doubts);
  void remove(std::string_view doc_id);  ///< does nothing if the queue lacks the document

  /// A doubt, its document, and its place in the queue.
  struct Item {
    DocumentCard card;
    ReviewDoubt doubt;
    QueueRank rank;
  };
  /// Returns the first `most` doubts that fit `filter`, after the rank `after`.
  [[nodiscard]] std::vector<Item> list(const QueueFilter& filter,
                                       const std::optional<QueueRank>& after,
                                       std::size_t most) const;

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::size_t documents() const noexcept { return documents_.size(); }
  /// Returns the number of doubts that fit `filter`.
  [[nodiscard]] std::size_t count(const QueueFilter& filter) const;
  /// Numbers of doubts by reason, field or organ. Numbers are above 0.
  using Counts = std::map<std::string, std::size_t, std::less<>>;
  [[nodiscard]] Counts count_by_reason() const;
  [[nodiscard]] Counts count_by_field() const { return by(fields_, of_field_); }
  [[nodiscard]] Counts count_by_organ() const { return by(organs_, of_organ_); }
  /// Returns documents whose name contains `part`, with their numbers of doubts, sorted by name. At
  /// most `most`. Diacritics and case do not matter.
  [[nodiscard]] std::vector<std::pair<DocumentCard, std::size_t>> find_documents_named(
      std::string_view part, std::size_t most) const;

  [[nodiscard]] std::optional<DocumentCard> card(std::string_view doc_id) const;
  /// Returns the doubts of a document, or of one of its rows.
  [[nodiscard]] std::vector<ReviewDoubt> of_document(std::string_view doc_id) const;
  [[nodiscard]] std::vector<ReviewDoubt> of_row(std::string_view doc_id, std::string_view table,
                                                std::string_view row_id) const;

 private:
  /// A doubt in few bytes. `field` and `reasons` are numbers of texts such as "tasks.due_date" and
  /// "DUE_UNSURE|OCR_LOW_CONF".
  struct Kept {
    record::UuidBytes row_id{};
    bool is_uuid = false;  ///< if false, `row_id` has the bytes of the text
    std::uint8_t cost = 0;
    std::uint16_t field = 0;
    std::uint32_t reasons = 0;
  };
  struct Entry {
    std::string_view doc_id;  ///< the key of documents_
    std::string name;
    std::string key;  ///< name in lower case without diacritics, if not ASCII
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
  /// All doubts of one cost: their documents, and their numbers.
  struct OfCost {
    std::vector<const Entry*> entries;  ///< sorted by doc_id, each document once
    std::vector<std::size_t> of_field, of_reasons;
  };
  using Costs = std::map<int, OfCost, std::greater<>>;
  [[nodiscard]] ReviewDoubt doubt_of(const Kept& kept) const;
  [[nodiscard]] DocumentCard card_of(const Entry& entry) const;
  /// A filter with numbers instead of texts.
  struct Sieve {
    std::string_view doc_id;
    std::vector<char> organs, fields, reasons;  ///< by number: 1 if selected; empty: all
    [[nodiscard]] bool lets(const Entry& entry, const Kept& kept) const;
    /// Returns false if no doubt of this cost has a selected field, or none has a selected reason.
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
