// record/schema/typed_row.h — reads and writes rows by columns that are known when the code is
// compiled. A column of another table, or a value of another type, does not compile. Example:
//   TaskRow row;
//   row.set(Tasks::task_text, text).set(Tasks::seq, 1);
//   Cells<Tasks>(records[TableId::kTasks].front()).text(Tasks::due_date);
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "record/schema/column_of.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"

namespace codau::record {

/// Base class that reads cells of a row by column. The derived class `Self` returns the row from
/// cells().
template <class Self, class Tag>
class CellReader {
 public:
  /// Returns the value of a cell; null if the cell is NULL.
  template <ColumnType kType>
  [[nodiscard]] const CellType<kType>* find(ColumnOf<Tag, kType> column) const {
    return std::get_if<CellType<kType>>(&row()[column.index]);
  }
  /// Returns the text of a cell; empty if the cell is NULL.
  template <ColumnType kType>
  requires std::same_as<CellType<kType>, std::string>
  [[nodiscard]] const std::string& text(ColumnOf<Tag, kType> column) const {
    static const std::string kEmpty;
    const std::string* const found = find(column);
    return found == nullptr ? kEmpty : *found;
  }
  /// Returns the list of a cell; empty if the cell is NULL.
  [[nodiscard]] std::vector<std::string> codes(ColumnOf<Tag, ColumnType::kList> column) const {
    const std::vector<std::string>* const found = find(column);
    return found == nullptr ? std::vector<std::string>() : *found;
  }
  /// Returns the value of a cell; nothing if the cell is NULL.
  template <ColumnType kType>
  [[nodiscard]] std::optional<CellType<kType>> get(ColumnOf<Tag, kType> column) const {
    const auto* const found = find(column);
    return found == nullptr ? std::nullopt : std::optional(*found);
  }
  [[nodiscard]] const Value& value(AnyColumnOf<Tag> column) const { return row()[column.index]; }

 private:
  [[nodiscard]] const Row& row() const { return static_cast<const Self&>(*this).cells(); }
};

/// Base class that also sets cells.
template <class Self, class Tag>
class CellWriter : public CellReader<Self, Tag> {
 public:
  template <ColumnType kType>
  Self& set(ColumnOf<Tag, kType> column, std::optional<CellType<kType>> value) {
    Self& self = static_cast<Self&>(*this);
    self.cells()[column.index] = to_value(std::move(value));
    return self;
  }
};

/// Reads a row of the table `Tag`. Keeps a reference to the row.
template <class Tag>
class ConstCells : public CellReader<ConstCells<Tag>, Tag> {
 public:
  explicit ConstCells(const Row& row) : row_(row) {}
  [[nodiscard]] const Row& cells() const { return row_; }

 private:
  const Row& row_;
};

/// Reads and changes a row of the table `Tag`. Keeps a reference to the row.
template <class Tag>
class Cells : public CellWriter<Cells<Tag>, Tag> {
 public:
  explicit Cells(Row& row) : row_(row) {}
  [[nodiscard]] Row& cells() { return row_; }
  [[nodiscard]] const Row& cells() const { return row_; }

 private:
  Row& row_;
};

/// Owns a row of the table `Tag`. All columns of a new row are NULL.
template <class Tag>
class TypedRow : public CellWriter<TypedRow<Tag>, Tag> {
 public:
  TypedRow() : row_(table(Tag::kTable).columns.size()) {}
  [[nodiscard]] Row& cells() { return row_; }
  [[nodiscard]] const Row& cells() const { return row_; }
  [[nodiscard]] Row take() { return std::move(row_); }

 private:
  Row row_;
};

// ---- The columns of each table, such as Tasks::task_text, and its row type, such as TaskRow. ----

#define TABLE(tag, ...)     \
  struct tag##ColumnIndex { \
    enum : std::size_t {
#define COLUMN(name, ...) name,
#define READ_COLUMN(name, ...) name, name##_ocr,
#define END_TABLE() \
  }                 \
  ;                 \
  }                 \
  ;
#include "record/schema/schema.def"

#define TABLE(tag, row, name, ...)                     \
  struct tag;                                          \
  using row = TypedRow<tag>;                           \
  struct tag {                                         \
    using Tag = tag;                                   \
    using Index = tag##ColumnIndex;                    \
    static constexpr TableId kTable = TableId::k##tag; \
    static constexpr std::string_view kName = #name;
#define COLUMN(name, type, ...) \
  static constexpr ColumnOf<Tag, ColumnType::type> name{Index::name, #name};
#define READ_COLUMN(name, ...)                                                                   \
  static constexpr ColumnOf<Tag, ColumnType::kText> name##_ocr{Index::name##_ocr, #name "_ocr"}; \
  static constexpr ReadColumnOf<Tag> name{{Index::name, #name}, name##_ocr};
#define END_TABLE() \
  }                 \
  ;
#include "record/schema/schema.def"

/// Sets the review reasons of a row. Sets the review status to compute_review_status() of the
/// codes, unless a person has accepted or rejected the row.
template <class Tag>
void set_reason_codes(Cells<Tag>& row, const std::vector<std::string>& codes) {
  const std::string& status = row.text(Tag::review_status);
  const bool is_judged = status == "accepted" || status == "rejected";
  row.set(Tag::review_reasons, codes);
  if (!is_judged) row.set(Tag::review_status, std::string(compute_review_status(codes)));
}

}  // namespace codau::record
