#include "review/queue/file_division.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include "record/edits/edit_row_finder.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "review/queue/rows.h"

namespace codau::review {
namespace {

using record::Pages;
using record::Row;
using record::Sources;
using record::Table;

/// Adds the numbers of the pages of a document that were read.
void add_read(const store::StoreReader& store, std::string_view doc_id,
              std::set<std::uint32_t>& read) {
  const Table& pages = record::table(record::TableId::kPages);
  for (const Row& row :
       load_rows(store, pages, doc_id, {Pages::page_no.name, Pages::image_sha256.name})) {
    const record::ConstCells<Pages> cells(row);
    const std::int64_t* const number = cells.find(Pages::page_no);
    if (number != nullptr && !cells.text(Pages::image_sha256).empty())
      read.insert(static_cast<std::uint32_t>(*number));
  }
}

}  // namespace

PageRange find_page_range(const store::StoreReader& store, std::string_view doc_id) {
  return record::find_page_range(load_rows(store, record::table(record::TableId::kSources), doc_id,
                                           {Sources::page_from.name, Sources::page_to.name}));
}

std::optional<FileDivision> find_file_division(const store::StoreReader& store,
                                               std::string_view doc_id) {
  FileDivision out;
  out.range = find_page_range(store, doc_id);
  if (out.range == PageRange()) return std::nullopt;
  const Table& documents = record::table(record::TableId::kDocuments);
  constexpr auto kSha256 = record::Documents::source_sha256;
  for (const Row& row : load_rows(store, documents, doc_id, {kSha256.name}))
    out.file = record::doc_id(record::ConstCells<record::Documents>(row).text(kSha256));
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
