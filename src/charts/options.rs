//! ECharts options, built with charming's typed structs on the server.
