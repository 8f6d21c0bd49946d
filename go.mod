module understudy.example

go 1.25
