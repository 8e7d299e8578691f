#include "review/views/archive_neighbours.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "record/schema/row_codec.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "text/numerals.h"

namespace codau::review {
namespace {

using record::Documents;

constexpr std::uint64_t kMaxDocuments = 20'000;  ///< a search takes about 0.3 s.
/// An office keeps some numbers for documents that are signed later. Such numbers are fewer than
/// one in this many.
constexpr std::size_t kShareOutOfTurn = 10;
constexpr double kOutOfTurn = 0.1;  ///< likelihood of a value beside so many
constexpr std::size_t kIsoSize = 10, kYearSize = 4;

/// Returns the digits that a number begins with.
std::optional<int> read_number(std::string_view text) {
  return text::parse_whole_number(text.substr(0, text.find_first_not_of("0123456789")));
}

/// Returns "2024-03-05" for "05/03/2024"; empty for other texts.
std::string to_iso(std::string_view typed) {
  if (typed.size() != kIsoSize || typed[2] != '/' || typed[5] != '/') return {};
  return std::string(typed.substr(6)) + "-" + std::string(typed.substr(3, 2)) + "-" +
         std::string(typed.substr(0, 2));
}

bool is_in_doubt(const record::ConstCells<Documents>& document) {
  if (document.text(Documents::review_status) != "review") return false;  // reasons stay
  return std::ranges::any_of(document.codes(Documents::review_reasons), [](std::string_view code) {
    return code.find("NUMBER_") != code.npos || code.find("DATE_") != code.npos;
  });
}

/// Returns whether number and date stand among the neighbours as numbers rise with dates.
bool is_in_turn(const std::vector<Neighbour>& neighbours, int number, std::string_view date) {
  const auto wrong = std::ranges::count_if(neighbours, [&](const Neighbour& one) {
    return (one.date < date && one.number > number) || (one.date > date && one.number < number);
  });
  return static_cast<std::size_t>(wrong) * kShareOutOfTurn <= neighbours.size();
}

}  // namespace

std::vector<Neighbour> find_neighbours(const store::StoreReader& store,
                                       const record::Row& document) {
  const record::Table& table = record::table(record::TableId::kDocuments);
  const record::ConstCells<Documents> own(document);
  const std::string& office = own.text(Documents::organ_agency_id);
  const std::string& notation = own.text(Documents::code_notation);
  const std::string& id = own.text(Documents::doc_id);
  const std::string year = own.text(Documents::issued_edtf).substr(0, kYearSize);
  std::vector<Neighbour> out;
  if (office.empty() || notation.empty() || year.size() != kYearSize ||
      store.count(table) > kMaxDocuments)
    return out;
  store.for_each_row_with(table, Documents::organ_agency_id.name, office,
                          [&](const record::Row& row, std::string_view doc_id) {
                            const record::ConstCells<Documents> other(row);
                            const std::string& date = other.text(Documents::issued_date);
                            const auto number = read_number(other.text(Documents::code_number));
                            if (doc_id == id || !number || !date.starts_with(year) ||
                                other.text(Documents::code_notation) != notation ||
                                is_in_doubt(other))
                              return;
                            out.push_back({*number, date});
                          });
  return out;
}

std::vector<ValueAlternative> weigh_by_neighbours(std::vector<ValueAlternative> offered,
                                                  const std::vector<Neighbour>& neighbours,
                                                  const std::string& number,
                                                  const std::string& date) {
  for (ValueAlternative& one : offered) {
    const auto of_number = read_number(number.empty() ? one.value : number);
    const std::string of_date = date.empty() ? to_iso(one.value) : date;
    const bool is_known = of_number && !of_date.empty();
    if (is_known && !is_in_turn(neighbours, *of_number, of_date)) one.probability *= kOutOfTurn;
  }
  return offered;
}

}  // namespace codau::review
