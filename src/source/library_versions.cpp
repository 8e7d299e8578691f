#include "source/library_versions.h"

#include <allheaders.h>
#include <poppler/cpp/poppler-version.h>

#include <cstdlib>
#include <memory>
#include <qpdf/QPDF.hh>

namespace codau::image {

std::string describe_library_versions() {
  const std::unique_ptr<char, decltype(&std::free)> leptonica(::getLeptonicaVersion(), std::free);
  return std::string(leptonica.get()) + ", poppler " + poppler::version_string() + ", qpdf " +
         QPDF::QPDFVersion();
}

}  // namespace codau::image
