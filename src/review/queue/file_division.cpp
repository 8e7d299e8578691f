#include "review/queue/file_division.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include "record/edits/edit_row_finder.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "review/queue/rows.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;
using record::text_of;

/// Numbers of the pages of a document that were read.
void add_read(const store::StoreReader& store, std::string_view doc_id,
              std::set<std::uint32_t>& read) {
  const Table& pages = record::table("pages");
  for (const Row& row : load_rows(store, pages, doc_id, {"page_no", "image_sha256"})) {
    const auto* const number = std::get_if<std::int64_t>(&record::value_of(pages, row, "page_no"));
    if (number != nullptr && !text_of(pages, row, "image_sha256").empty())
      read.insert(static_cast<std::uint32_t>(*number));
  }
}

}  // namespace

PageRange find_page_range(const store::StoreReader& store, std::string_view doc_id) {
  return record::find_page_range(
      load_rows(store, record::table("sources"), doc_id, {"page_from", "page_to"}));
}

std::optional<FileDivision> find_file_division(const store::StoreReader& store,
                                               std::string_view doc_id) {
  FileDivision out;
  out.range = find_page_range(store, doc_id);
  if (out.range == PageRange()) return std::nullopt;
  const Table& documents = record::table("documents");
  for (const Row& row : load_rows(store, documents, doc_id, {"source_sha256"}))
    out.file = record::doc_id(text_of(documents, row, "source_sha256"));
  std::vector<std::string> all = store.sub_documents(out.file);
  all.push_back(out.file);
  std::set<std::uint32_t> read;
  for (const std::string& one : all) {
    add_read(store, one, read);
    const PageRange pages = find_page_range(store, one);
    if (pages == PageRange()) continue;
    out.first_pages.push_back(pages.from);
    out.pages = std::max(out.pages, pages.to);
  }
  std::ranges::sort(out.first_pages);
  std::vector<record::HumanEdit> edits;
  for (const std::string& line : store.edits(out.file)) {
    if (auto edit = record::edit_from_json(line)) edits.push_back(std::move(*edit));
  }
  out.wanted = record::find_wanted_division(edits);
  std::ranges::copy_if(record::parse_pages(out.wanted).value_or(std::vector<std::uint32_t>()),
                       std::back_inserter(out.unread),
                       [&](std::uint32_t page) { return page > 1 && !read.contains(page); });
  return out;
}

}  // namespace codau::review
