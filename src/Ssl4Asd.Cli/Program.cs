Console.WriteLine("ssl4asd");
