// review/views/archive_neighbours.h — what the archive tells of a number or a date that is offered:
// numbers of an office rise with its dates.
#pragma once

#include <string>
#include <vector>

#include "record/schema/row.h"
#include "review/views/alternatives.h"
#include "store/store_reader.h"

namespace codau::review {

/// A paper of the same office, notation and year whose number and date are settled.
struct Neighbour {
  int number = 0;    ///< without letters
  std::string date;  ///< ISO
  bool operator==(const Neighbour&) const = default;
};

/// Returns the neighbours of a document. Nothing in an archive of more than 20,000 documents, where
/// looking would make people wait. `document`: its row. Left out: papers that are in review for
/// their number or date, until a person accepts them.
[[nodiscard]] std::vector<Neighbour> find_neighbours(const store::StoreReader& store,
                                                     const record::Row& document);

/// Returns the values offered for one of the two with new probabilities: a value is a tenth as
/// likely if more than one neighbour in ten is on the wrong side of it. Both `number` and `date`
/// are of the document; the argument that is asked for is empty. Values of dates are typed as
/// "05/03/2024".
[[nodiscard]] std::vector<ValueAlternative> weigh_by_neighbours(
    std::vector<ValueAlternative> offered, const std::vector<Neighbour>& neighbours,
    const std::string& number, const std::string& date);

}  // namespace codau::review
