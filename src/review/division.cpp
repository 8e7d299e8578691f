#include "review/division.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "record/row.h"
#include "record/schema.h"
#include "review/rows.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;
using record::text_of;

std::optional<PageRange> pages_of(const store::Reader& store, std::string_view doc_id) {
  const Table& sources = record::table("sources");
  std::optional<PageRange> out;
  store.each_row_of(sources, doc_id, [&](const Row& row, std::string_view) {
    const auto page = [&](const char* column) {
      const auto* const number = std::get_if<std::int64_t>(&record::value_of(sources, row, column));
      return number == nullptr ? 0 : static_cast<std::uint32_t>(*number);
    };
    const PageRange one{page("page_from"), page("page_to")};
    if (one.from == 0 || one.to < one.from) return;
    out = out ? PageRange{std::min(out->from, one.from), std::max(out->to, one.to)} : one;
  });
  return out;
}

}  // namespace

std::optional<Division> division_of(const store::Reader& store, std::string_view doc_id) {
  const auto range = pages_of(store, doc_id);
  if (!range) return std::nullopt;
  Division out;
  out.range = *range;
  const Table& documents = record::table("documents");
  for (const Row& row : rows_with(store, documents, doc_id, {"source_sha256"}))
    out.file = record::doc_id(text_of(documents, row, "source_sha256"));
  std::vector<std::string> all = store.further(out.file);
  all.push_back(out.file);
  for (const std::string& one : all) {
    const auto pages = pages_of(store, one);
    if (!pages) continue;
    out.first_pages.push_back(pages->from);
    out.pages = std::max(out.pages, pages->to);
  }
  std::ranges::sort(out.first_pages);
  for (const std::string& line : store.edits(out.file)) {
    const auto edit = record::edit_from_json(line);
    if (!edit || edit->action != record::EditAction::kDivide) continue;
    const auto* const pages = std::get_if<std::string>(&edit->value);
    out.wanted = pages == nullptr ? std::string() : *pages;
  }
  return out;
}

}  // namespace codau::review
