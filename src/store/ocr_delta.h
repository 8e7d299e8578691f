// store/ocr_delta.h — text as it was read, kept beside what it became as the way back: a word that
// was changed costs a dozen bytes, and neither the text nor the word is there twice.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "record/records.h"
#include "record/row_stream.h"
#include "store/row_file.h"

namespace codau::store {

/// Of one document, while it is written. A text as it was read is kept as
///   ''                       where it is the same;
///   [number of its first id, page_no, [start, word(, confidence)], …]
///                            each an applied row of `corrections`, in order; without confidence
///                            it is 1. Their ids, 16 bytes each, stand together;
///   {"id", "page", "how", "sure", "was"}
///                            where one correction is all of a long text: the text itself, and what
///                            else that row says; without sure it is 1;
///   "the text itself"        where the corrections do not lead back to it.
/// Its views expand it in plain SQL (store/ddl.h).
class OcrDeltaWriter {
 public:
  /// Takes the rows of `corrections` of the document; many wait in a file in `folder`.
  OcrDeltaWriter(const std::filesystem::path& folder, const record::RowStream& rows);

  /// What became of `as_read` is `value`.
  [[nodiscard]] std::string keep(const record::Value& table, const record::Value& row_id,
                                 const record::Value& field, const std::string& value,
                                 const std::string& as_read);
  /// {"words": [[before, after(, how)], …], "how": [[rule, source], …]}: what words became, each
  /// once; without how it is the first. Nothing is kept behind this call.
  [[nodiscard]] std::string take_words();
  [[nodiscard]] const std::string& ids() const noexcept { return ids_; }
  /// Corrections that no reading has taken: once.
  [[nodiscard]] std::vector<record::Row> take_rest();

 private:
  /// Where a correction lies, by a hash of table, row and field.
  struct Place {
    std::size_t of, i;
    [[nodiscard]] auto operator<=>(const Place&) const = default;
  };
  [[nodiscard]] std::vector<record::Row> take_changes(const record::Value& table,
                                                      const record::Value& row_id,
                                                      const record::Value& field);
  [[nodiscard]] std::string keep_whole(const record::Row& row);
  [[nodiscard]] std::size_t number_of(const record::Row& row);
  [[nodiscard]] std::size_t how_of(const record::Row& row);

  RowBuffer aside_;
  std::vector<Place> places_;
  std::vector<bool> taken_;
  std::vector<record::Row> rest_;
  std::unordered_map<std::string, std::size_t> numbers_;  // of words, by their JSON or its hash
  std::map<std::string, std::size_t> hows_;
  std::string words_ = R"({"words":[)", how_, ids_;
};

/// Of one document, while it is read. Both calls throw Error{kOutput} for what no OcrDeltaWriter
/// has made.
class OcrDeltaReader {
 public:
  OcrDeltaReader() = default;
  OcrDeltaReader(std::string_view words, std::string ids);

  /// Law: as_read(value, keep(…, value, text)) == text.
  [[nodiscard]] std::string as_read(const std::string& value, const std::string& kept) const;
  /// The corrections that `kept` stands for; `place` has doc_id, table_name, row_id and field.
  void for_each_correction(const record::Row& place, const std::string& value,
                           const std::string& kept, const record::RowSink& take) const;

 private:
  using How = std::array<record::Value, 2>;
  struct Kept;
  [[nodiscard]] const How& how_at(std::size_t number) const;
  [[nodiscard]] Kept read(const std::string& kept) const;
  [[nodiscard]] record::Row whole_correction(const record::Row& place, const std::string& value,
                                             const std::string& kept) const;

  std::vector<How> hows_;
  std::vector<std::array<record::Value, 4>> words_;
  std::string ids_;
};

}  // namespace codau::store
