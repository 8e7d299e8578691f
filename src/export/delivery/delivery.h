// export/delivery/delivery.h — chooses the rows that an export delivers (standards 10 and 11).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "export/delivery/row_source.h"
#include "record/records.h"
#include "store/reader.h"

namespace codau::exports {

/// A value that a target cannot hold; kLost: something that it needs.
struct Refusal {
  std::string field, code;  ///< column; reason of record/reasons.h
  bool is_lost = false;
};
using DocIds = std::set<std::string, std::less<>>;
struct DeliveryOptions {
  /// The tables that the format has; all when it is empty. Rows of the others are not counted.
  std::vector<std::string> tables = {};
  bool include_unreviewed = false;  ///< rows with an E reason that nobody has accepted go, too
  /// Asked for every row of the store; nothing: the target can hold all.
  std::function<std::optional<Refusal>(const record::Table&, const record::Row&)> refuse = {};
  /// Nothing: all documents. It is as if the store did not have others, nor agencies of them alone.
  std::function<bool(const record::Row& document)> wants = {};
  bool refused_rows_keep_children = true;  ///< what hangs on them stays, too: where keys hold
  /// For formats that put rows into their document: what belongs to one that stays, stays.
  bool documents_keep_rows = false;
  /// The documents whose rows are read and judged; nothing: all. The others are known to go whole:
  /// they are not of documents_in_doubt(), and `refuse` has nothing against their rows.
  std::optional<DocIds> judged = {};
};

/// The documents that have a row which may stay back whatever the target is: one with an E reason,
/// or one in which people have set something. Known without reading rows.
[[nodiscard]] DocIds documents_in_doubt(const store::Reader& store);

/// Code of a row that a person has rejected, and of what hangs on it.
inline constexpr std::string_view kRejectedCode = "REJECTED";
/// A row that is not delivered, and why.
struct KeptBack {
  enum class Why : std::uint8_t {
    kReason,    ///< an E reason that nobody has accepted: `code`
    kRejected,  ///< a person has rejected it
    kParent,    ///< it hangs on a row that is kept back: `parent_table`, `parent_id`
    kTarget,    ///< the target cannot hold `field`: `code`
    kLost,      ///< what the target needs of it is not there any more: `code`
  };
  std::string table, row_id, doc_id;
  Why why = Why::kReason;
  std::string code;   ///< of the first cause, also behind kParent; kRejectedCode behind kRejected
  std::string field;  ///< only of kTarget and kLost
  std::string parent_table, parent_id;
};
struct RowCount {
  std::uint64_t store = 0, exported = 0, rejected = 0;
};

/// The rows that go and those that stay:
/// - a row goes when it is ok, accepted, or for review with reasons of severity R and I only;
/// - a row that a person rejected, and one with an E reason that nobody has accepted, stays;
/// - what hangs on a row that stays, stays: rows whose foreign key points at it, its evidence and
///   its corrections, so that every key of the delivered rows holds, but for one kind:
/// - a document whose own row has an E reason keeps back that row alone (and the evidence and
///   corrections of it): its sections and tasks go, and their doc_id then names a document that is
///   not among the delivered. So a key to `documents` is a name, not a promise: no target declares
///   it as a constraint unless every document is delivered (documents_complete());
/// - a document that is SECRET or rejected stays with all its rows, and so do the agencies that no
///   other document names; where another document cites it, the key that leads to it is NULL.
/// Decided once, by reading the store (or the documents that are `judged`) once; memory grows with
/// the rows kept back alone. Laws: exported + rejected = store for every table; every foreign key
/// of a delivered row points at a delivered row or at a document that is not closed.
class Delivery {
 public:
  /// `store` must outlive this.
  Delivery(const store::Reader& store, DeliveryOptions options);
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  /// The delivered rows of a table, in the order of the store.
  void each_row(const record::Table& table, const store::Reader::Take& take) const;
  /// Those of one document.
  void each_row_of(const record::Table& table, std::string_view doc_id,
                   const store::Reader::Take& take) const;
  /// The tables that are delivered, parents first, with the foreign keys that hold.
  [[nodiscard]] const std::vector<record::Table>& tables() const noexcept { return tables_; }
  /// The same as formats take it. Lives as long as this.
  [[nodiscard]] RowSource rows() const;
  /// With the flat tables (record/flat_tables.h) of delivered tasks behind them, which are not
  /// counted: nothing of a document whose own row stays stands there.
  [[nodiscard]] RowSource rows_and_flat() const;
  /// The rows of a flat table, with `of` only those of these documents.
  void each_flat_row(const record::Table& flat, const RowSource::Take& take,
                     const DocIds* of = nullptr) const;
  [[nodiscard]] const RowCount& count(std::string_view table) const;
  [[nodiscard]] const store::Reader& store() const noexcept { return store_; }
  [[nodiscard]] const std::vector<KeptBack>& kept_back() const noexcept { return kept_back_; }
  /// Whether a document stays with all its rows; those that do, with the code why.
  [[nodiscard]] bool is_closed(std::string_view doc_id) const { return closed_.contains(doc_id); }
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& closed() const noexcept {
    return closed_;
  }
  [[nodiscard]] bool documents_complete() const;
  [[nodiscard]] bool is_wanted(std::string_view doc_id) const;

 private:
  using Keys = std::set<std::string, std::less<>>;
  /// Hands on the rows of a table that are delivered, without the names of closed documents.
  [[nodiscard]] store::Reader::Take only_delivered(const record::Table& table,
                                                   const store::Reader::Take& take) const;
  [[nodiscard]] record::Row without_closed(const record::Table& table, record::Row row) const;
  void each_wanted_row(const record::Table& table, const store::Reader::Take& take) const;
  void each_judged_row(const record::Table& table, const store::Reader::Take& take) const;
  void choose_documents();
  void close_documents();
  void choose_tables();
  [[nodiscard]] bool delivers(std::string_view table) const;
  void keep_agencies();
  void judge_table(const record::Table& table);
  [[nodiscard]] std::optional<KeptBack> judge(const record::Table& table, const record::Row& row,
                                              std::string_view doc_id) const;
  [[nodiscard]] std::optional<KeptBack> judge_parents(const record::Table& table,
                                                      const record::Row& row) const;
  [[nodiscard]] std::optional<KeptBack> hangs_on(std::string_view table,
                                                 std::string_view row_id) const;
  void keep_back(KeptBack row);

  const store::Reader& store_;
  DeliveryOptions options_;
  std::map<std::string, std::string, std::less<>> closed_;  // documents that stay whole: why
  std::map<std::string, std::string, std::less<>> closed_agencies_;  // only they name: by whom
  std::optional<DocIds> wanted_;  // and the agencies that they name:
  Keys wanted_agencies_;
  std::map<std::string, Keys, std::less<>> kept_;  // by table
  /// Rows that keep back what hangs on them, by table, with the code of the first cause.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> pulling_;
  std::vector<KeptBack> kept_back_;
  std::vector<record::Table> tables_;
  std::vector<std::vector<record::ForeignKey>> keys_;  // those that hold, by table
  std::map<std::string, RowCount, std::less<>> counts_;
};

}  // namespace codau::exports
