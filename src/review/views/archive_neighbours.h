// review/views/archive_neighbours.h — compares possible numbers and dates of a document with other
// documents of the archive. The numbers of an office rise with the dates.
#pragma once

#include <string>
#include <vector>

#include "record/schema/row.h"
#include "review/views/alternatives.h"
#include "store/store_reader.h"

namespace codau::review {

/// A document of the same office, notation and year, whose number and date are settled.
struct Neighbour {
  int number = 0;    ///< number of the document, without letters
  std::string date;  ///< date of issue: "2024-03-05"
  bool operator==(const Neighbour&) const = default;
};

/// Returns the neighbours of a document. `document`: its row. Documents in review because of their
/// number or date are left out, until a person accepts them. Returns nothing if the archive has
/// more than 20,000 documents, because the search would take too long.
[[nodiscard]] std::vector<Neighbour> find_neighbours(const store::StoreReader& store,
                                                     const record::Row& document);

/// Returns `offered`, values of the number or of the date, with new probabilities. A value that
/// contradicts more than one neighbour in ten becomes a tenth as likely. The arguments `number` and
/// `date` are values of the document. The argument for which `offered` has values is empty. Dates
/// in `offered` are like "05/03/2024".
[[nodiscard]] std::vector<ValueAlternative> weigh_by_neighbours(
    std::vector<ValueAlternative> offered, const std::vector<Neighbour>& neighbours,
    const std::string& number, const std::string& date);

}  // namespace codau::review
